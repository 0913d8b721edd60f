// Before the first paint, so that nobody sees the other theme flash. Same key as src/ui/theme.ts.
try {
  document.documentElement.dataset.theme = localStorage.getItem('reelgraph.theme') ?? 'dark'
} catch {
  // Storage may be closed to the page; dark is the default.
}
