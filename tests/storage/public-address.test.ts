import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkOutbound, OutboundRefusal } from '../../src/storage/outbound.ts';
import { isAllowedHost, isPublicAddress } from '../../src/storage/public-address.ts';

/** Blocks that are not of the public Internet, in the registries of special addresses. */
const hiddenIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

const toNumber = (address: string) =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
const toParts = (number: number) => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256);
const dotted = (number: number) => toParts(number).join('.');

const blocks = hiddenIpv4.map((block) => {
  const [address = '', bits = '32'] = block.split('/');
  const size = 2 ** (32 - Number(bits));
  return { first: toNumber(address), last: toNumber(address) + size - 1 };
});
const isHidden = (number: number) => blocks.some(({ first, last }) => number >= first && number <= last);

/** Numbers of hidden addresses; the edges of blocks come often. */
const hiddenNumber = fc.oneof(
  ...blocks.map(({ first, last }) =>
    fc.oneof(fc.constantFrom(first, last), fc.integer({ min: first, max: last })),
  ),
);
/** Numbers of public addresses of the classic ranges; the neighbours of blocks come often. */
const publicNumber = fc
  .oneof(
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    fc.constantFrom(...blocks.flatMap(({ first, last }) => [first - 1, last + 1])),
  )
  .filter((number) => number >= 2 ** 24 && number < 2 ** 32 && !isHidden(number) && !isAnycast(number));

/** Small blocks that serve a protocol rather than hosts; refusing them hurts nobody. */
const isAnycast = (number: number) =>
  ['192.31.196', '192.52.193', '192.175.48'].includes(toParts(number).slice(0, 3).join('.'));

/** Spellings of a part of an IPv4 address that URLs understand. */
const radix = fc.constantFrom(
  (number: number) => String(number),
  (number: number) => `0x${number.toString(16)}`,
  (number: number) => `0X${number.toString(16).toUpperCase()}`,
  (number: number) => `0${number.toString(8)}`,
  (number: number) => `0x000${number.toString(16)}`,
  (number: number) => `00${number.toString(8)}`,
);
/** Whole addresses in 1 to 4 parts, each in a spelling of its own, with and without a dot at the end. */
const spelling = fc
  .tuple(fc.integer({ min: 1, max: 4 }), radix, radix, radix, radix, fc.constantFrom('', '.'))
  .map(([count, a, b, c, d, end]) => (number: number) => {
    const parts = toParts(number);
    const head = parts.slice(0, count - 1);
    const tail = parts.slice(count - 1).reduce((sum, part) => sum * 256 + part, 0);
    const writers = [a, b, c, d];
    return [...head, tail].map((part, index) => (writers[index] ?? String)(part)).join('.') + end;
  });

const hex = (number: number) => number.toString(16);
const words = (number: number) => `${hex(Math.floor(number / 65_536))}:${hex(number % 65_536)}`;
/** Forms of IPv6 that carry an IPv4 address. */
const carriers = [
  (number: number) => `::ffff:${dotted(number)}`,
  (number: number) => `::ffff:${words(number)}`,
  (number: number) => `0:0:0:0:0:ffff:${words(number)}`,
  (number: number) => `::${words(number)}`,
  (number: number) => `::ffff:0:${words(number)}`,
  (number: number) => `64:ff9b::${words(number)}`,
  (number: number) => `64:ff9b:1::${words(number)}`,
  (number: number) => `2002:${words(number)}::1`,
  (number: number) => `2001:0:${words(number)}::1`,
  (number: number) => `2606:4700::5efe:${words(number)}`,
  (number: number) => `2606:4700::200:5efe:${words(number)}`,
];

const port = fc.constantFrom('', ':80', ':8080');
const scheme = fc.constantFrom('http', 'https', 'HTTP');

test('no spelling of a hidden IPv4 address may be called', async () => {
  await fc.assert(
    fc.asyncProperty(hiddenNumber, spelling, scheme, port, async (number, write, protocol, at) => {
      const url = `${protocol}://${write(number)}${at}/x`;
      await assert.rejects(checkOutbound(url, []), OutboundRefusal, url);
    }),
    { numRuns: 500 },
  );
});

test('no form of IPv6 carries a hidden IPv4 address out', async () => {
  await fc.assert(
    fc.asyncProperty(hiddenNumber, fc.constantFrom(...carriers), port, async (number, carry, at) => {
      const url = `http://[${carry(number)}]${at}/x`;
      await assert.rejects(checkOutbound(url, []), OutboundRefusal, url);
    }),
    { numRuns: 500 },
  );
});

test('public IPv4 addresses may be called, however they are spelled', async () => {
  await fc.assert(
    fc.asyncProperty(publicNumber, spelling, async (number, write) => {
      const { addresses } = await checkOutbound(`http://${write(number)}/x`, []);
      assert.deepEqual(addresses, [{ address: dotted(number), family: 4 }]);
    }),
    { numRuns: 500 },
  );
});

test('of IPv6 only what is given out to the Internet is public', () => {
  const hidden = [
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'fec0::1',
    'ff02::1',
    '100::1',
    '2001:db8::1',
    '2001:10::1',
    '2001:20::1',
    '3fff::1',
    '4000::1',
    '5f00::1',
    '8000::1',
    '1::1',
  ];
  for (const address of hidden) assert.equal(isPublicAddress(address), false, address);
  for (const address of [
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
    '2400:3200::1',
    '2a00:1450:4001::200e',
  ]) {
    assert.equal(isPublicAddress(address), true, address);
  }
  for (const address of ['', 'localhost', '1.2.3.4.5', '[::1]', '1.2.3.4/8']) {
    assert.equal(isPublicAddress(address), false, address);
  }
});

test('digits of other scripts, escapes and look-alike dots are the same addresses', async () => {
  for (const host of [
    '１２７.０.０.１',
    '①②⑦.0.0.1',
    '127。0。0。1',
    '127%2e0%2e0%2e1',
    '%31%32%37.0.0.1',
    '169.254.169.254.',
    '0',
    '0x0',
    '00000000177.1',
    '①⑥⑨.②⑤④.①⑥⑨.②⑤④',
    'localhost',
    'LOCALHOST.',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:169.254.169.254]',
  ]) {
    await assert.rejects(checkOutbound(`http://${host}/`, []), OutboundRefusal, host);
  }
});

test('names and words before the host are refused, whatever they try to hide', async () => {
  for (const url of [
    'http://1.1.1.1@127.0.0.1/',
    'http://user@1.1.1.1/',
    'http://:secret@1.1.1.1/',
    'http://127.0.0.1#@1.1.1.1/',
    'http://127.0.0.1\\@1.1.1.1/',
    'http:/127.0.0.1/',
    'http:127.0.0.1',
    '//127.0.0.1/',
    'ftp://1.1.1.1/',
    'javascript:1',
    'http://[1.1.1.1]/',
    'http://1.1.1.1:99999/',
    'http://256.256.256.256/',
    'http://',
  ]) {
    await assert.rejects(checkOutbound(url, []), OutboundRefusal, url);
  }
});

test('the allow list names a host as it may be written', () => {
  const isAllowed = (url: string, ...list: string[]) => isAllowedHost(new URL(url), list);
  assert.ok(isAllowed('http://Media.Local./x', 'media.local'));
  assert.ok(isAllowed('https://media.local/x', 'media.local:443'));
  assert.ok(isAllowed('http://[::1]:9000/x', '[::1]:9000'));
  assert.ok(isAllowed('http://[::1]:9000/x', '[::1]'));
  assert.ok(isAllowed('http://[0:0::1]/x', '::1'));
  assert.ok(isAllowed('http://2130706433/x', '127.0.0.1'));
  assert.ok(!isAllowed('http://media.local:81/x', 'media.local:80'));
  assert.ok(!isAllowed('http://media.local.evil.example/x', 'media.local'));
  assert.ok(!isAllowed('http://evil.example/media.local', 'media.local'));
  assert.ok(!isAllowed('http://xmedia.local/', 'media.local'));
});
