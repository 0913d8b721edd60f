import Monitor from 'lucide-react/icons/monitor'
import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import { IconButton } from '../ui/icon-button.tsx'
import type { MenuCommand } from '../ui/menu-item.ts'
import { Menu } from '../ui/menu.tsx'
import { getThemeChoice, setThemeChoice, useTheme } from '../ui/theme.ts'

/** The three choices, for any menu. */
const themeItems = (): readonly MenuCommand[] => {
  const chosen = getThemeChoice()
  return [
    {
      id: 'theme-dark',
      label: 'Dark',
      icon: <Moon />,
      checked: chosen === 'dark',
      onSelect: () => setThemeChoice('dark'),
    },
    {
      id: 'theme-light',
      label: 'Light',
      icon: <Sun />,
      checked: chosen === 'light',
      onSelect: () => setThemeChoice('light'),
    },
    {
      id: 'theme-system',
      label: 'As the system',
      icon: <Monitor />,
      checked: chosen === 'system',
      onSelect: () => setThemeChoice('system'),
    },
  ]
}

export function ThemeMenu() {
  const theme = useTheme()
  return (
    <Menu items={themeItems} align="end">
      <IconButton label="Theme" icon={theme === 'dark' ? <Moon /> : <Sun />} />
    </Menu>
  )
}
