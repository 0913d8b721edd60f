import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './check.mjs'
import { test } from './test.mjs'

const countTests = (reportFile) => {
  const report = JSON.parse(readFileSync(reportFile, 'utf8'))
  // a file that could not even be loaded has no test that failed
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
  )
  const skipped = report.numPendingTests + report.numTodoTests
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, skipped }
}

const runTests = async (node) => {
  const folder = mkdtempSync(join(tmpdir(), 'reelgraph-ci-'))
  const reportFile = join(folder, 'report.json')
  try {
    const code = await test(node, ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`])
    const counts = countTests(reportFile)
    // an error outside any test fails the run too
    return { ...counts, failed: Math.max(counts.failed, code === 0 ? 0 : 1) }
  } catch (error) {
    console.error(error)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every check and every test, nothing skipped. The last line is the count. */
export const ci = async (node) => {
  const checks = await runChecks(node, { tests: false })
  const tests = await runTests(node)
  const passed = tests.passed + checks.filter(({ ok }) => ok).length
  const failed = tests.failed + tests.skipped + checks.filter(({ ok }) => !ok).length
  if (tests.skipped > 0) console.log(`${tests.skipped} tests were skipped: that is a failure here.`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}
