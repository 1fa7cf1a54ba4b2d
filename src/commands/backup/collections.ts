import { caseEventsDefinition, casePicturesDefinition, casesDefinition } from '../../cases/case.ts';
import type { CollectionDefinition } from '../../documents.ts';
import { pausesDefinition } from '../../flows/pauses.ts';
import { secretsDefinition } from '../../http/directline/resumeSecrets.ts';
import { keysDefinition } from '../../http/directline/tokenKey.ts';
import { picturesDefinition } from '../../pictures/album.ts';
import { disposalsDefinition } from '../../privacy/sweeper.ts';
import { entriesDefinition } from '../../turn/conversationLog.ts';

/** A document whose type only its own collection knows. */
export type AnyDefinition = CollectionDefinition<object>;

/** Every collection that a store holds, in the order in which they are restored. A test keeps the list whole. */
export const collections: readonly AnyDefinition[] = [
  forgetType(entriesDefinition),
  forgetType(picturesDefinition),
  forgetType(casesDefinition),
  forgetType(caseEventsDefinition),
  forgetType(casePicturesDefinition),
  forgetType(pausesDefinition),
  forgetType(secretsDefinition),
  forgetType(keysDefinition),
  forgetType(disposalsDefinition),
];

/** Nothing here reads a field by name but those that {@link CollectionDefinition.parse} has checked. */
function forgetType<T extends object>(definition: CollectionDefinition<T>): AnyDefinition {
  return {
    name: definition.name,
    unique: definition.unique as readonly never[][],
    indexes: definition.indexes as readonly never[][],
    parse: definition.parse,
  };
}
