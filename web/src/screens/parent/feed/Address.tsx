import { useEffect } from 'react';
import { useWordsOf } from '../../../i18n/areas';
import { feedWords } from '../../../i18n/feed';
import { Button, LinkButton } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { Card } from '../../../ui/List';
import { useToast } from '../../../ui/Toast';

const ID = 'address';

/** The address that was made a moment ago, and how to put it in a calendar. It is shown this once. */
export function Address({ of: address }: { of: string }) {
  const words = useWordsOf(feedWords);
  const say = useToast();
  useEffect(() => document.getElementById(ID)?.focus(), []);

  async function copy() {
    const field = document.getElementById(ID);
    if (field instanceof HTMLInputElement) field.select();
    // An old browser, or one that may not: then it is selected at least.
    const isCopied = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    );
    say(isCopied ? words.copied : words.selected);
  }

  return (
    <>
      <Card title={words.made}>
        <p>{words.once}</p>
        <Field
          id={ID}
          label={words.address}
          value={address}
          readOnly
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className="row">
          <LinkButton icon="calendar" to={address.replace(/^https?:/, 'webcal:')}>
            {words.open}
          </LinkButton>
          <Button look="line" icon="copy" onClick={copy}>
            {words.copy}
          </Button>
        </div>
        <p className="muted small">{words.openHow}</p>
      </Card>
      <Card title={words.how}>
        {words.ways.map(({ name, steps }) => (
          <details key={name}>
            <summary className="link">{name}</summary>
            <ol className="sentences">
              {steps.map((it) => (
                <li key={it}>{it}</li>
              ))}
            </ol>
          </details>
        ))}
      </Card>
    </>
  );
}
