import { EmptyState } from './ui/empty-state.tsx'
import { Logo } from './ui/logo.tsx'

export const App = () => <EmptyState icon={<Logo size={40} />} title="Reelgraph" />
