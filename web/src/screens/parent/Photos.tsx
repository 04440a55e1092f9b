import './photos.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import type { ChildOfMine, Photo } from '../../api/children';
import { http, ok } from '../../api/client';
import { keys } from '../../api/keys';
import { useWords } from '../../i18n';
import { useParentWords } from '../../i18n/areas';
import { fullDay } from '../../lib/dates.ts';
import { LinkButton } from '../../ui/Button';
import { EmptyState } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { OfOneChild } from './OfOneChild';
import { useViewer } from './viewer/useViewer';

export default function Photos() {
  const t = useParentWords();
  return (
    <OfOneChild
      title={t.photos.title}
      aside={() => (
        <LinkButton look="line" icon="download" to="/downloads">
          {t.photos.all}
        </LinkButton>
      )}
    >
      {(child) => <Gallery key={child.child_id} child={child} />}
    </OfOneChild>
  );
}

function Gallery({ child }: { child: ChildOfMine }) {
  const t = useParentWords();
  const gallery = useInfiniteQuery({
    queryKey: [...keys.child(child.child_id), 'photos'],
    queryFn: ({ pageParam }) =>
      ok(
        http.GET('/children/{child_id}/photos', {
          params: { path: { child_id: child.child_id }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <Loaded of={gallery} wait={<div className="photos waiting" aria-busy="true" />}>
      {({ pages }) => {
        const photos = pages.flatMap((it) => it.photos);
        if (!photos.length && !gallery.hasNextPage) {
          return (
            <EmptyState icon="photos" title={t.photos.none}>
              {t.photos.noneHow}
            </EmptyState>
          );
        }
        return (
          <>
            <Days photos={photos} child={child} />
            <MoreBelow list={gallery} label={t.photos.more} />
          </>
        );
      }}
    </Loaded>
  );
}

function Days({ photos, child }: { photos: Photo[]; child: ChildOfMine }) {
  const t = useParentWords();
  const { language } = useWords();
  const [search, setSearch] = useSearchParams();
  useViewer({
    photos,
    child,
    shown: search.get('photo'),
    onShow: (photo) => setSearch({ child: child.child_id, photo }, { replace: true }),
    onClose: () => setSearch({ child: child.child_id }, { replace: true }),
  });
  const days = Object.entries(Object.groupBy(photos, (it) => it.day));
  return days.map(([day, list = []]) => (
    <section key={day} className="stack section">
      <h2 className="capital">{fullDay(day, language)}</h2>
      <ul className="photos">
        {list.map((it) => (
          <li key={it.photo_id}>
            <button
              type="button"
              aria-label={it.caption || t.photos.open(fullDay(it.day, language))}
              onClick={() => setSearch({ child: child.child_id, photo: it.photo_id })}
            >
              <img src={it.thumbnail} alt="" loading="lazy" decoding="async" width="320" height="320" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  ));
}
