import { cn } from './cn';

/** Where the illustration's sites stand, and how far each reaches. The last is the partner's. */
const sites = [
  { x: 176, y: 138, reach: 150 },
  { x: 228, y: 428, reach: 170 },
  { x: 566, y: 448, reach: 120 },
  { x: 420, y: 236, reach: 230 },
] as const;

const links = [
  'M420 236C340 150 260 128 176 138',
  'M420 236C370 330 310 400 228 428',
  'M420 236C500 290 552 360 566 448',
  'M176 138C130 230 150 350 228 428',
  'M228 428C340 500 470 500 566 448',
];

/** Coverage as a field of points around linked sites; decoration. Gradients and a pattern, so that it weighs next to nothing. */
export function CoverageArt({ className }: { className?: string }) {
  const partner = sites[3];
  return (
    <svg viewBox="0 0 680 580" fill="none" aria-hidden="true" className={cn('h-auto w-full', className)}>
      <defs>
        <pattern id="points" width="16" height="16" patternUnits="userSpaceOnUse">
          <circle cx="8" cy="8" r="1.5" fill="#b8c2d6" />
        </pattern>
        <pattern id="points-partner" width="16" height="16" patternUnits="userSpaceOnUse">
          <circle cx="8" cy="8" r="1.7" fill="#f3a462" />
        </pattern>
        <radialGradient id="fade">
          <stop offset="0" stopColor="#fff" stopOpacity="0.95" />
          <stop offset="0.55" stopColor="#fff" stopOpacity="0.45" />
          <stop offset="1" stopColor="#fff" stopOpacity="0" />
        </radialGradient>
        <mask id="reach">
          {sites.slice(0, 3).map(({ x, y, reach }) => (
            <circle key={x} cx={x} cy={y} r={reach} fill="url(#fade)" />
          ))}
        </mask>
        <mask id="reach-partner">
          <circle cx={partner.x} cy={partner.y} r={partner.reach} fill="url(#fade)" />
        </mask>
      </defs>
      <rect width="680" height="580" fill="url(#points)" mask="url(#reach)" />
      <rect width="680" height="580" fill="url(#points-partner)" mask="url(#reach-partner)" />
      {[64, 118, 182].map((radius, index) => (
        <circle
          key={radius}
          cx={partner.x}
          cy={partner.y}
          r={radius}
          stroke="#e87a1e"
          strokeOpacity={0.55 - index * 0.17}
          strokeWidth="1.25"
        />
      ))}
      {links.map((path, index) => (
        <path key={path} d={path} stroke={index < 3 ? '#e8ecf4' : '#5b6c91'} strokeOpacity="0.7" strokeWidth="1.5" />
      ))}
      <g className="motion-reduce:hidden" fill="#ffd0a6">
        {links.slice(0, 3).map((path, index) => (
          <circle key={path} r="3.5">
            <animateMotion path={path} dur={`${4 + index}s`} repeatCount="indefinite" />
          </circle>
        ))}
      </g>
      <Site x={176} y={138} glyph="M-8 2 0-6 8 2M-5.5 0v7.5h11V0" />
      <Site x={228} y={428} glyph="M-8-2.5h16L6-7.5H-6zM-7-2.5V7.5H7v-10M-2 7.5V2h4v5.5" />
      <Site x={566} y={448} glyph="M-6 8V-8H3V8M3-3h4V8M-9 8H9M-3-4.5h3M-3 0h3M-3 4h3" />
      <circle cx={partner.x} cy={partner.y} r="34" fill="#e87a1e" />
      <path
        d="M432.3 242.6a14 14 0 1 1 0-13.2M425.4 239.3a6.2 6.2 0 1 1 0-6.6"
        stroke="#1b2a4a"
        strokeWidth="4"
        strokeLinecap="round"
      />
      <circle cx="436" cy="236" r="3.2" fill="#1b2a4a" />
    </svg>
  );
}

function Site({ x, y, glyph }: { x: number; y: number; glyph: string }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect x="-22" y="-22" width="44" height="44" rx="13" fill="#263858" stroke="#5b6c91" strokeWidth="1.25" />
      <path d={glyph} stroke="#fff" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
    </g>
  );
}
