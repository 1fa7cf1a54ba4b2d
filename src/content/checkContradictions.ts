import type { Fact } from '../knowledge/fact.ts';
import type { Faults } from './fault.ts';

/** Two facts that say the same with different values. */
export function checkContradictions(facts: readonly Fact[], faults: Faults): void {
  const said = new Map<string, Fact>();
  for (const fact of facts) {
    if (fact.value === undefined || fact.confidence === 'low') continue;
    const own = 'amount' in fact.value ? String(fact.value.amount) : '';
    const wording = `${fact.topic} ${fact.aspect} ${fact.statement.replace(own, '').toLowerCase()}`;
    const other = said.get(wording);
    if (other === undefined) said.set(wording, fact);
    else if (JSON.stringify(other.value) !== JSON.stringify(fact.value)) {
      faults.warn(
        'knowledge/facts',
        1,
        `"${fact.id}" and "${other.id}" say the same with different values`,
        'Keep the newer and better source; give the other low confidence.',
      );
    }
  }
}
