import ipaddr from 'ipaddr.js'

/** NAT64: IPv6-only networks reach IPv4 addresses through these. The last four bytes are the address that is meant. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
/** All that was ever given out for the open internet. What lies outside is old or special, and may mean an IPv4 address. */
const GLOBAL = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an IP address is one of the open internet: not this machine, not the local network, not a carrier's inside, not the
 * cloud's metadata, in whatever notation.
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv6) {
    if (parsed.match(NAT64)) return isPublicAddress(parsed.toByteArray().slice(12).join('.'))
    if (!parsed.match(GLOBAL)) return false
  }
  return parsed.range() === 'unicast'
}
