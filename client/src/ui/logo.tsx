/** The mark alone: three linked nodes. */
export const Logo = ({ size = 20 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <path d="M7.5 7 25 16 7.5 25" fill="none" stroke="var(--accent)" strokeWidth="3.2" strokeLinejoin="round" />
    <g fill="var(--accent)">
      <circle cx="7.5" cy="7" r="5" />
      <circle cx="7.5" cy="25" r="5" />
      <circle cx="24" cy="16" r="6.5" />
    </g>
  </svg>
)
