/** Something in the content that an editor must mend (`fault`) or may want to (`warning`). */
export interface Fault {
  readonly level: 'fault' | 'warning';
  /** Path from the project's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly problem: string;
  /** What to do about it. */
  readonly mend: string;
}

export function describe({ level, file, line, problem, mend }: Fault): string {
  return `${level === 'warning' ? 'warning: ' : ''}${file}:${line}: ${problem}. ${mend}`;
}

/** Collects faults while content is read, so that an editor sees all of them at once. */
export class Faults {
  readonly all: Fault[] = [];

  add(file: string, line: number, problem: string, mend: string): void {
    this.all.push({ level: 'fault', file, line, problem, mend });
  }

  warn(file: string, line: number, problem: string, mend: string): void {
    this.all.push({ level: 'warning', file, line, problem, mend });
  }
}
