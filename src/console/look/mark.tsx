/** The mark of Reelmill: a reel whose windows are the sails of a mill. Decorative: the name stands beside it. */
export function Mark({ size = 28 }: { size?: number }) {
  const sail = 'M16 14.2V5.6a10.4 10.4 0 0 1 8.2 4L18 15.3a2.2 2.2 0 0 0-2-1.1z';
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className="mark">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      {[0, 90, 180, 270].map((angle) => (
        <path key={angle} d={sail} fill="var(--accent-ink)" transform={`rotate(${angle} 16 16)`} />
      ))}
      <circle cx="16" cy="16" r="1.9" fill="#f0b64c" />
    </svg>
  );
}
