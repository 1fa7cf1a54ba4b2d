import { useState } from 'preact/hooks';
import { type FlowSurroundings, flowWords } from './flowTexts.ts';

interface Props extends FlowSurroundings {
  readonly reference: string;
  readonly onFetch: (reference: string, format: 'text' | 'pdf') => Promise<Blob>;
}

/** What one can do with a receipt: copy, print, save. */
export function Receipt({ reference, language, Icon, giveFile, onFetch }: Props) {
  const words = flowWords(language);
  const [told, setTold] = useState<'copied' | 'notCopied' | 'notSaved' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(await (await onFetch(reference, 'text')).text());
      setTold('copied');
    } catch {
      setTold('notCopied');
    }
  };
  const save = async (format: 'text' | 'pdf'): Promise<void> => {
    try {
      giveFile(await onFetch(reference, format), `${reference}.${format === 'pdf' ? 'pdf' : 'txt'}`);
      setTold(null);
    } catch {
      setTold('notSaved');
    }
  };
  return (
    <section class="receipt" aria-label={words('receipt', { reference })}>
      <button type="button" class="btn small" onClick={() => void copy()}>
        {words('copy')}
      </button>
      <button type="button" class="btn small" onClick={() => window.print()}>
        <Icon name="print" />
        {words('printReceipt')}
      </button>
      <button type="button" class="btn small" onClick={() => void save('text')}>
        <Icon name="save" />
        {words('saveText')}
      </button>
      {language !== 'ar' && (
        <button type="button" class="btn small" onClick={() => void save('pdf')}>
          <Icon name="save" />
          {words('savePdf')}
        </button>
      )}
      <p role="status" class="hint">
        {told === null ? '' : words(told)}
      </p>
    </section>
  );
}
