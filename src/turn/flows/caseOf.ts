import type { CaseContent } from '../../cases/case.ts';
import type { SlotValue } from '../../flowState.ts';
import { fold } from '../../flows/tokens.ts';
import { applicableValues } from '../../flows/walk.ts';
import { type FlowScene, linesOf, receiverOf } from './composeFlow.ts';

/** What a flow's answers say to the department: in Swedish, whatever language they were given in. */
export function caseOf(scene: FlowScene): CaseContent {
  const { flow, state, reference, language } = scene;
  const values = applicableValues(flow, state.values);
  const held = <T extends SlotValue['type']>(type: T) =>
    values
      .map(([, value]) => value)
      .find((value): value is Extract<SlotValue, { type: T }> => value.type === type);
  const place = held('place');
  const contact = held('contact');
  const name = held('name');
  return {
    flow: flow.id,
    flowVersion: state.version,
    topic: flow.topics[0] ?? flow.id,
    owner: receiverOf(scene),
    title: reference.flows.text(flow.id, 'sv').title,
    lines: linesOf({ ...scene, language: 'sv' }).map(({ slot, label, text }) => ({
      slot,
      label,
      text: withoutMarks(text),
    })),
    category: held('choice')?.id ?? null,
    place:
      place === undefined
        ? null
        : { text: place.text, ...(place.position === undefined ? {} : { position: { ...place.position } }) },
    pictures: [...(held('photo')?.ids ?? [])],
    contact: {
      ...(name === undefined ? {} : { name: name.text }),
      ...(contact?.phone === undefined ? {} : { phone: contact.phone }),
      ...(contact?.email === undefined ? {} : { email: contact.email }),
    },
    language,
  };
}

/** What two reports of the same thing have in common: the flow, what it is, and the street or place without its number. */
export function sameAsOf({ flow, state }: Pick<FlowScene, 'flow' | 'state'>): string {
  if (flow.sends?.nearby !== true) return '';
  const values = applicableValues(flow, state.values).map(([, value]) => value);
  const place = values.find((value) => value.type === 'place');
  const category = values.find((value) => value.type === 'choice');
  if (place === undefined || category === undefined) return '';
  return [flow.id, category.id, fold(place.street ?? place.text)].join(' ');
}

function withoutMarks(markdown: string): string {
  return markdown.replace(/\\([\\`*_{}[\]<>#|~])/g, '$1');
}
