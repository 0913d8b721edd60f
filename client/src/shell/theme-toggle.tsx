import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import { IconButton } from '../ui/icon-button.tsx'
import { setThemeChoice, useTheme } from '../ui/theme.ts'

/** Always to the other theme than the one that is seen. To go with the system again is a setting. */
export function ThemeToggle() {
  const other = useTheme() === 'dark' ? 'light' : 'dark'
  return (
    <IconButton
      label={other === 'light' ? 'Light theme' : 'Dark theme'}
      icon={other === 'light' ? <Sun /> : <Moon />}
      onClick={() => setThemeChoice(other)}
    />
  )
}
