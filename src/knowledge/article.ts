import { z } from 'zod';
import { type Aspect, aspects, type Language } from '../model.ts';

export const sectionNames = ['lead', ...aspects, 'ways'] as const;
export type SectionName = (typeof sectionNames)[number];

/** What Kommunlots says on a topic in one language. Sections are Markdown templates with `{{fact "id"}}`. */
export interface Article {
  readonly topic: string;
  readonly language: Language;
  readonly title: string;
  readonly sections: Readonly<Partial<Record<SectionName, string>>>;
}

export const articleHeadSchema = z.strictObject({
  title: z.string().min(1),
});

/** An article's text could not be read: what is wrong, and on which line of the file (from 1). */
export interface ArticleFault {
  readonly line: number;
  readonly problem: string;
  readonly mend: string;
}

/** An article's sections, with the line (from 1) on which each begins, and what is wrong with them. */
export interface SplitArticle {
  readonly sections: Article['sections'];
  readonly lines: ReadonlyMap<SectionName, number>;
  readonly faults: readonly ArticleFault[];
}

/**
 * Splits an article's Markdown into its sections.
 *
 * @param body the text after the head
 * @param firstLine line of the file on which the body begins
 */
export function splitSections(body: string, firstLine: number): SplitArticle {
  const sections: Partial<Record<SectionName, string>> = {};
  const lines = new Map<SectionName, number>();
  const faults: ArticleFault[] = [];
  // Null below a heading that cannot be used: what stands there belongs to no section.
  let name: SectionName | null = 'lead';
  let collected: string[] = [];
  lines.set('lead', firstLine);
  const finish = () => {
    const text = collected.join('\n').trim();
    collected = [];
    if (name === null) return;
    if (text !== '') sections[name] = text;
    else if (name !== 'lead') {
      faults.push({
        line: lines.get(name) ?? firstLine,
        problem: `section "${name}" is empty`,
        mend: 'Write it or remove it.',
      });
    }
  };
  for (const [index, line] of body.split('\n').entries()) {
    const heading = /^##\s+(\S+)\s*$/.exec(line)?.[1];
    if (heading === undefined) {
      collected.push(line);
      continue;
    }
    finish();
    name = null;
    const known = sectionNames.find((candidate) => candidate === heading);
    if (known === undefined || known === 'lead') {
      faults.push({
        line: firstLine + index,
        problem: `there is no aspect "${heading}"`,
        mend: `Use one of: ${sectionNames.slice(1).join(', ')}.`,
      });
      continue;
    }
    if (sections[known] !== undefined) {
      faults.push({
        line: firstLine + index,
        problem: `section "${known}" stands twice`,
        mend: 'Join the two.',
      });
    }
    name = known;
    lines.set(name, firstLine + index);
  }
  finish();
  return { sections, lines, faults };
}

/** The facts that a template shows by `{{fact "id"}}`, in order. */
export function shownFacts(template: string): string[] {
  return [...template.matchAll(/\{\{\s*fact\s+"([^"]+)"\s*\}\}/g)].flatMap((match) => match[1] ?? []);
}

/** The aspects that an article has a section for, in the order of the closed list. */
export function coveredAspects(article: Article): Aspect[] {
  return aspects.filter((aspect) => article.sections[aspect] !== undefined);
}
