import { tokensOf } from '../../flows/tokens.ts';
import { firstSentence } from '../../knowledge/firstSentence.ts';
import { type Passage, say } from '../../replies/renderer.ts';
import type { Step } from '../step.ts';

/** No topic came near, but the words stand in some articles: which of them is it? Each shows how the place begins. */
export const searchKnowledge: Step = (turn, { library, search, flows }) => {
  if (turn.recognition.band !== 'admit') return null;
  // "Skip" stands in some article too.
  if (flows.isReply(tokensOf(turn.message.text))) return null;
  const { language, session } = turn;
  const found = search.find(turn.redacted, language);
  const [best] = found;
  if (best === undefined) return null;
  return {
    outcome: 'clarified_search',
    topic: best.topic,
    drafts: [
      {
        passages: [
          say('found'),
          {
            template: found
              .map(({ topic, aspect }) => {
                const text = library.article(topic, language)?.sections[aspect ?? 'lead'] ?? '';
                return `- **${library.title(topic, language)}:** ${firstSentence(text)}`;
              })
              .join('\n'),
          },
        ],
        suggestions: [
          ...found.map(({ topic }): Passage => ({ markdown: library.title(topic, language) })),
          say('suggest_other'),
        ],
      },
    ],
    // Half a miss: who is offered the wrong things twice is offered a person.
    session: { choices: found.map(({ topic }) => topic), misses: session.misses },
  };
};
