import { say } from '../../replies/renderer.ts';
import type { Step } from '../step.ts';

/** What pictures are mostly about. */
const likelyTopics = ['street-fault', 'invoice'] as const;

/** Files without a word: we do not see what a picture shows, so we ask what it is about. */
export const takePictures: Step = ({ message, language }, { library }) => {
  if (message.files.length === 0 || message.text !== '') return null;
  // Why none was taken is said beside each answer.
  if (!message.files.some(({ kind }) => kind === 'picture'))
    return { outcome: 'refused_files', topic: null, drafts: [], session: {} };
  return {
    outcome: 'clarified_picture',
    topic: null,
    drafts: [
      {
        passages: [say('picture_received')],
        suggestions: [
          ...likelyTopics.map((topic) => ({ markdown: library.title(topic, language) })),
          say('suggest_person'),
        ],
      },
    ],
    session: { choices: likelyTopics },
  };
};
