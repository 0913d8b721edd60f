import { expect, it } from 'vitest'
import { isPublicAddress } from './public-address.ts'

it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

it.each([
  ['this machine', '127.0.0.1'],
  ['this machine', '127.255.0.9'],
  ['this machine', '::1'],
  ['nobody', '0.0.0.0'],
  ['nobody', '::'],
  ['a private network', '10.0.0.1'],
  ['a private network', '172.16.5.4'],
  ['a private network', '192.168.1.1'],
  ['a carrier', '100.64.0.1'],
  ['cloud metadata', '169.254.169.254'],
  ['a link', 'fe80::1'],
  ['a unique local network', 'fd12:3456::1'],
  ['a mapped address', '::ffff:127.0.0.1'],
  ['a mapped address', '::ffff:7f00:1'],
  ['an IPv4 address in its oldest form', '::127.0.0.1'],
  ['an IPv4 address in its oldest form', '::a00:1'],
  ['a translated address', '::ffff:0:7f00:1'],
  ['nobody yet', '4000::1'],
  ['NAT64 to a private network', '64:ff9b::a00:1'],
  ['6to4', '2002:7f00:1::'],
  ['a group', '224.0.0.1'],
  ['everybody', '255.255.255.255'],
  ['a benchmark network', '198.18.0.1'],
  ['no address', 'localhost'],
])('%s (%s) is not public', (_, address) => {
  expect(isPublicAddress(address)).toBe(false)
})
