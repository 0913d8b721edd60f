import { lazy, Suspense, useEffect } from 'react'
import type { ProjectId } from '@reelgraph/shared'
import { keepConnected } from './api/live.ts'
import { ConnectionBanner } from './shell/connection-banner.tsx'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { Home } from './shell/home.tsx'
import { rememberProject } from './shell/last-project.ts'
import { Loading } from './shell/loading.tsx'
import { NotFound } from './shell/not-found.tsx'
import { useRoute } from './shell/navigation.ts'

const Editor = lazy(async () => ({ default: (await import('./editor/editor.tsx')).Editor }))
const ProjectsPage = lazy(async () => ({ default: (await import('./library/projects-page.tsx')).ProjectsPage }))
const TemplatesPage = lazy(async () => ({ default: (await import('./library/templates-page.tsx')).TemplatesPage }))
const CostsPage = lazy(async () => ({ default: (await import('./costs/costs-page.tsx')).CostsPage }))
const StoragePage = lazy(async () => ({ default: (await import('./storage/storage-page.tsx')).StoragePage }))
const KeysPage = lazy(async () => ({ default: (await import('./keys/keys-page.tsx')).KeysPage }))
const SettingsPage = lazy(async () => ({ default: (await import('./settings/settings-page.tsx')).SettingsPage }))

export function App() {
  useEffect(keepConnected, [])
  return (
    <ErrorBoundary>
      <Suspense fallback={<Loading />}>
        <CurrentPage />
      </Suspense>
      <ConnectionBanner />
    </ErrorBoundary>
  )
}

function CurrentPage() {
  const route = useRoute()
  switch (route.page) {
    case 'home':
      return <Home />
    case 'project':
      return <OpenProject key={route.id} id={route.id} />
    case 'projects':
      return <ProjectsPage />
    case 'templates':
      return <TemplatesPage />
    case 'costs':
      return <CostsPage />
    case 'storage':
      return <StoragePage />
    case 'keys':
      return <KeysPage />
    case 'settings':
      return <SettingsPage />
    case 'missing':
      return <NotFound />
  }
}

function OpenProject({ id }: { readonly id: ProjectId }) {
  useEffect(() => rememberProject(id), [id])
  return <Editor projectId={id} />
}
