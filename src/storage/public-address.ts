import ipaddr from 'ipaddr.js';

/** Which addresses the server may call for a client, and which hosts the operator has opened besides (design.md 6). */

/** Public by their number, but answered by the platform that a cloud machine runs on. */
const platformAddresses = new Set(['168.63.129.16']);

/** The part of IPv6 in which addresses are given out to the Internet. */
const globalIpv6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/** Fields 5 and 6 of an address that carries an IPv4 address to a tunnel inside the network (ISATAP). */
const tunnelFields = [0, 0x200];
const tunnelMark = 0x5efe;

/**
 * Whether an address belongs to the public Internet. Everything else is refused: private, loopback, link-local, shared,
 * multicast, reserved and documentation ranges, the addresses of cloud metadata, and every form of IPv6 that carries
 * an IPv4 address to somewhere else (mapped, compatible, NAT64, 6to4, Teredo, ISATAP).
 *
 * @param address as a name service gives it
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // A mapped address is judged as the IPv4 address that it is.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return !platformAddresses.has(parsed.toString());
  const [, , , , fifth = 0, sixth = 0] = parsed.parts;
  return parsed.match(...globalIpv6) && !(tunnelFields.includes(fifth) && sixth === tunnelMark);
}

/** The host of a URL without brackets and without the dot that ends an absolute name. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/**
 * Whether the operator allowed a host although it is private: `host` allows every port, `host:port` one. An IPv6 address
 * stands in brackets there when a port follows.
 *
 * @param allowHosts lower case, of `Config.allowHosts`
 */
export function isAllowedHost(url: URL, allowHosts: readonly string[]): boolean {
  const host = hostOf(url);
  const bracketed = host.includes(':') ? `[${host}]` : host;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return [host, bracketed, `${bracketed}:${port}`].some((name) => allowHosts.includes(name));
}
