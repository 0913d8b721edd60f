// Before the first paint, so that nobody sees the other theme flash. Same key as src/ui/theme.ts.
try {
  const chosen = localStorage.getItem('reelgraph.theme')
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen
} catch {
  // Storage may be closed to the page; it goes with the system then.
}
