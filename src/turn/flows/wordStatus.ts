import type { Case, CaseStatus } from '../../cases/case.ts';
import type { Language } from '../../model.ts';
import { type Passage, say } from '../../replies/renderer.ts';
import type { Knowledge } from '../step.ts';
import { plainMarkdown } from './wordValue.ts';

/** Where a case stands, in words. @param at when it came to stand so */
export function wordStatus(
  { content, reference, createdAt }: Case,
  { status, note }: { readonly status: CaseStatus; readonly note: string },
  language: Language,
  { reference: knowledge }: { readonly reference: Knowledge },
  at: Date | null,
): Passage[] {
  const owner = knowledge.library.ownerName(content.owner, language);
  const day = at === null ? '' : knowledge.day(at.toISOString(), language);
  // A flow may be gone before its cases are.
  const isKnown = knowledge.flows.flow(content.flow) !== null;
  const title = isKnown ? knowledge.flows.text(content.flow, language).title : content.title;
  return [
    say('case_head', { title, reference, day: knowledge.day(createdAt, language) }),
    statusPassage(status, { owner, day }),
    ...(note === '' ? [] : [say('case_note', { note: plainMarkdown(note) })]),
  ];
}

function statusPassage(status: CaseStatus, parameters: { owner: string; day: string }): Passage {
  switch (status) {
    case 'waiting':
      return say('case_waiting', parameters);
    case 'sent':
      return say('case_sent', parameters);
    case 'open':
      return say('case_open', parameters);
    case 'closed':
      return say('case_closed', parameters);
  }
}
