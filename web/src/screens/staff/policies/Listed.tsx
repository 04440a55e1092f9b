import { type ReactNode, useState } from 'react';
import { Button, IconButton } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { useEdited, useMistake } from './editing';
import { Group, useFieldWords } from './fields';

type Props = {
  path: string;
  most: number;
  fresh: unknown;
  name: (number: number) => string;
  add: string;
  children: (path: string) => ReactNode;
};

/** Entries whose order counts; one that was removed can be put back. */
export function Listed({ path, most, fresh, name, add, children }: Props) {
  const t = useFieldWords();
  const [list, set] = useEdited<unknown[]>(path);
  const [removed, setRemoved] = useState<{ at: number; entry: unknown }>();
  const remove = (at: number) => {
    setRemoved({ at, entry: list[at] });
    set(list.filter((_, place) => place !== at));
  };
  const up = (at: number) =>
    set(list.map((entry, place) => (place === at - 1 ? list[at] : place === at ? list[at - 1] : entry)));
  return (
    <Group path={path} isWhole>
      {list.map((_, at) => (
        <Entry
          key={at}
          path={`${path}[${at}]`}
          name={name(at + 1)}
          onUp={at > 0 ? () => up(at) : undefined}
          onRemove={() => remove(at)}
        >
          {children(`${path}[${at}]`)}
        </Entry>
      ))}
      {removed && (
        <Notice alert>
          <div className="row between">
            <span>{t.removed(name(removed.at + 1))}</span>
            <Button
              look="line"
              onClick={() => {
                set(list.toSpliced(removed.at, 0, removed.entry));
                setRemoved(undefined);
              }}
            >
              {t.putBack}
            </Button>
          </div>
        </Notice>
      )}
      {list.length < most && (
        <div>
          <Button look="line" icon="plus" onClick={() => set([...list, fresh])}>
            {add}
          </Button>
        </div>
      )}
    </Group>
  );
}

type EntryProps = { path: string; name: string; onUp?: () => void; onRemove: () => void; children: ReactNode };

function Entry({ path, name, onUp, onRemove, children }: EntryProps) {
  const t = useFieldWords();
  const mistake = useMistake(path, true);
  return (
    <section id={path} tabIndex={-1} className="one-of stack tight" aria-label={name} data-label={name}>
      <div className="row between">
        <h3>{name}</h3>
        <span className="row whole">
          {onUp && (
            <Button look="quiet" onClick={onUp}>
              {t.up(name)}
            </Button>
          )}
          <IconButton icon="bin" label={t.remove(name)} onClick={onRemove} />
        </span>
      </div>
      {mistake && <p className="wrong">{mistake}</p>}
      {children}
    </section>
  );
}
