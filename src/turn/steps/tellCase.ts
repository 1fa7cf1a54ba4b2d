import type { ShownCase } from '../../cases/caseBook.ts';
import { referenceIn, wordIn } from '../../cases/reference.ts';
import { findAny, tokensOf } from '../../flows/tokens.ts';
import { say } from '../../replies/renderer.ts';
import { wordStatus } from '../flows/wordStatus.ts';
import type { Answer, Reference, Step, Turn } from '../step.ts';

/** After so many texts without what is missing we stop asking. */
const mostMisses = 2;

/**
 * "How is my case?": shown to who knows its reference and its secret word. Which of the two was wrong is not told. A
 * closed case can be opened again for 30 days.
 */
export const tellCase: Step = async (turn, reference) => {
  const { message, session } = turn;
  if (message.kind !== 'text') return null;
  const tokens = tokensOf(message.text);
  const isAsked = session.caseAsked !== null;
  const named = referenceIn(message.text) ?? session.caseAsked?.reference ?? null;
  const isStatus = findAny(tokens, reference.caseWords.status) !== null;
  const isReopening = findAny(tokens, reference.caseWords.reopen) !== null;
  const known = session.caseAsked?.word ?? null;
  if (!isAsked && referenceIn(message.text) === null && !isStatus) return null;
  // A case that was just shown is not asked for: only to open it again is about it.
  if (known !== null && referenceIn(message.text) === null && !isStatus && !isReopening) return null;
  if (isAsked && known === null && findAny(tokens, reference.caseWords.forgot) !== null) return forgot();
  // Who begins to speak of something else is not held here.
  if (isAsked && referenceIn(message.text) === null && wordIn(message.text) === null && !isReopening) {
    const misses = (session.caseAsked?.misses ?? 0) + 1;
    if (misses > mostMisses || turn.recognition.band === 'answer' || tokens.length > 3) return null;
    return ask(named, misses);
  }
  const word = wordIn(message.text) ?? (named === session.caseAsked?.reference ? known : null);
  if (named === null || word === null) return ask(named, 0);
  const shown = await reference.cases.look(named, word);
  if (shown === null || shown === 'later') return refuse(shown === 'later', named);
  return isReopening ? reopen(shown, word, turn, reference) : tell(shown, word, turn, reference);
};

function ask(named: string | null, misses: number): Answer {
  return {
    outcome: 'asked_case',
    topic: null,
    drafts: [
      {
        passages: [say(named === null ? 'case_ask_reference' : 'case_ask_word')],
        suggestions: [say('suggest_person')],
      },
    ],
    session: { caseAsked: { reference: named, misses, word: null }, misses: 0 },
  };
}

/** The same whichever part was wrong. */
function refuse(isLater: boolean, named: string): Answer {
  return {
    outcome: 'refused_case',
    topic: null,
    drafts: [
      { passages: [say(isLater ? 'case_later' : 'case_unknown')], suggestions: [say('suggest_person')] },
    ],
    session: { caseAsked: isLater ? null : { reference: named, misses: 0, word: null } },
  };
}

function tell({ case: found, standing }: ShownCase, word: string, turn: Turn, reference: Reference): Answer {
  const { language } = turn;
  const canReopen = standing.status === 'closed' && standing.closedAt !== null;
  const at = standing.changedAt === null ? null : new Date(standing.changedAt);
  return {
    outcome: 'answered_case',
    topic: found.content.topic,
    case: { reference: found.reference },
    drafts: [
      {
        passages: wordStatus(found, standing, language, { reference }, at),
        suggestions: canReopen
          ? [{ markdown: `${reference.word('case_reopen', {}, language)} ${found.reference} ${word}` }]
          : [],
      },
    ],
    // What comes next may be about it: "it is still broken".
    session: { caseAsked: { reference: found.reference, misses: 0, word }, misses: 0 },
  };
}

/** Without its word a case is shown to nobody; a person can help. */
function forgot(): Answer {
  return {
    outcome: 'refused_case',
    topic: null,
    drafts: [{ passages: [say('case_forgot')], suggestions: [say('suggest_person')] }],
    session: { caseAsked: null, misses: 0 },
  };
}

async function reopen(shown: ShownCase, word: string, turn: Turn, reference: Reference): Promise<Answer> {
  const { reference: name, content } = shown.case;
  if (!(await reference.cases.reopen(name, turn.message.clientId))) {
    const told = tell(shown, word, turn, reference);
    return {
      ...told,
      drafts: told.drafts.map(({ passages }) => ({
        passages: [say('case_not_reopened'), ...passages],
        suggestions: [],
      })),
    };
  }
  return {
    outcome: 'reported_status',
    topic: content.topic,
    case: { reference: name },
    drafts: [{ passages: [say('case_reopened', { reference: name })], suggestions: [] }],
    session: { caseAsked: null, misses: 0 },
  };
}
