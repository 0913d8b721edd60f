import type { Micros, ProjectId, Sum } from '@reelgraph/shared'
import { dollarsOf, microsOf } from '../runs/run-money.ts'
import { announce } from '../ui/announce.ts'
import { LimitForm } from '../ui/limit-form.tsx'
import { setProjectCap } from './budget-api.ts'
import { CapMeter } from './cap-meter.tsx'
import styles from './costs.module.css'
import { projectName } from './names.ts'
import { ProjectLink } from './project-link.tsx'
import { amountText, askedText } from './sum-text.ts'
import { useProjectById } from './use-project.ts'

interface ProjectSum {
  readonly project: ProjectId
  readonly sum: Sum
  readonly cap?: Micros
}

interface ProjectSumsProps {
  readonly projects: readonly ProjectSum[]
  onChanged(): Promise<void>
}

/** What each project has cost, against what it may. */
export const ProjectSums = ({ projects, onChanged }: ProjectSumsProps) => (
  <section className={styles.box} aria-labelledby="costs-projects">
    <h2 id="costs-projects" className={styles.boxTitle}>
      Projects
    </h2>
    <ul className={styles.rows}>
      {projects.map((row) => (
        <ProjectRow key={row.project} row={row} onChanged={onChanged} />
      ))}
    </ul>
  </section>
)

function ProjectRow({ row, onChanged }: { readonly row: ProjectSum } & Pick<ProjectSumsProps, 'onChanged'>) {
  const { project, sum, cap } = row
  const known = useProjectById(project)
  const name = projectName(known)
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.what}>
          <ProjectLink id={project} />
        </span>
        <span className={styles.amount}>{amountText(sum.settled)}</span>
      </div>
      {cap !== undefined && <CapMeter sum={sum} cap={cap} label={`Spent of the limit of ${name}`} />}
      <div className={styles.line}>
        <span className={styles.small}>{askedText(sum)}</span>
        {known && (
          <span className={styles.small}>
            {'At most '}
            <LimitForm
              label={`Most for ${name}`}
              value={cap}
              text={amountText}
              none="anything"
              before="$"
              placeholder="20.00"
              typed={dollarsOf}
              parse={microsOf}
              onSave={async (next) => {
                await setProjectCap(project, next)
                await onChanged()
                announce(next === undefined ? `No limit for ${name}` : `At most ${amountText(next)} for ${name}`)
              }}
            />
          </span>
        )}
      </div>
    </li>
  )
}
