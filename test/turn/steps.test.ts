import { expect, it } from 'vitest';
import { steps } from '../../src/turn/handleTurn.ts';

it('tries the steps in this order, danger before everything and a person last', () => {
  expect(steps.map((step) => step.name)).toEqual([
    'warnOfDanger',
    'obeyCommand',
    'takeFeedback',
    'resumeFlow',
    'tellCase',
    'continueFlow',
    'startFlow',
    'takePictures',
    'answerUnserved',
    'answerSmalltalk',
    'answerTopic',
    'askWhich',
    'searchKnowledge',
    'offerPerson',
  ]);
});
