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
  const isStatus = reference.caseWords.status.some((phrase) => findAny(tokens, [phrase]) !== null);
  const isReopening = reference.caseWords.reopen.some((phrase) => findAny(tokens, [phrase]) !== null);
  if (!isAsked && referenceIn(message.text) === null && !isStatus) return null;
  // Who begins to speak of something else is not held here.
  if (isAsked && referenceIn(message.text) === null && wordIn(message.text) === null && !isReopening) {
    const misses = (session.caseAsked?.misses ?? 0) + 1;
    if (misses > mostMisses || turn.recognition.band === 'answer' || tokens.length > 3) return null;
    return ask(named, misses);
  }
  const word = wordIn(message.text);
  if (named === null || word === null) return ask(named, 0);
  const shown = await reference.cases.look(named, word);
  if (shown === null || shown === 'later') return refuse(shown === 'later');
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
    session: { caseAsked: { reference: named, misses }, misses: 0 },
  };
}

/** The same whichever part was wrong. */
function refuse(isLater: boolean): Answer {
  return {
    outcome: 'refused_case',
    topic: null,
    drafts: [
      { passages: [say(isLater ? 'case_later' : 'case_unknown')], suggestions: [say('suggest_person')] },
    ],
    session: { caseAsked: isLater ? null : { reference: null, misses: 0 } },
  };
}

function tell({ case: found, standing }: ShownCase, word: string, turn: Turn, reference: Reference): Answer {
  const { language } = turn;
  const canReopen = standing.status === 'closed' && standing.closedAt !== null;
  const told = { ...found, content: { ...found.content, language } };
  const at = standing.changedAt === null ? null : new Date(standing.changedAt);
  return {
    outcome: 'answered_case',
    topic: found.content.topic,
    case: { reference: found.reference },
    drafts: [
      {
        passages: wordStatus(told, standing.status, standing.note, { reference }, at),
        suggestions: canReopen
          ? [{ markdown: `${reference.word('case_reopen', {}, language)} ${found.reference} ${word}` }]
          : [],
      },
    ],
    session: { caseAsked: null, misses: 0 },
  };
}

async function reopen(shown: ShownCase, word: string, turn: Turn, reference: Reference): Promise<Answer> {
  const { reference: name, content } = shown.case;
  if (!(await reference.cases.reopen(name, ''))) {
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
