const DAY = /(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?)/;

/** Words in which no day and no moment is broken at the end of a line: 2026-03-31 stays in one piece. */
export function WholeDays({ children }: { children: string }): React.ReactNode {
  return children.split(DAY).map((piece, i) =>
    i % 2 === 0 ? (
      piece
    ) : (
      <span key={i} className="unbroken">
        {piece}
      </span>
    ),
  );
}
