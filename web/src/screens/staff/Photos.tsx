import './photos.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http, ok, type Schemas } from '../../api/client';
import { type Group, staffKeys } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { moment } from '../../lib/dates.ts';
import { Badge, EmptyState, type Mood } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { EditPhoto } from './EditPhoto';
import { OfOneGroup } from './OfOneGroup';
import { UploadPhotos } from './UploadPhotos';

type StaffPhoto = Schemas['StaffPhotoView'];
const LOOK_AGAIN = 2000; // milliseconds
const MOODS: Record<StaffPhoto['state'], Mood> = { waiting: 'warn', ready: 'good', refused: 'bad', never_came: 'bad' };

export default function Photos() {
  const t = useStaffWords();
  return (
    <OfOneGroup title={t.photos.title}>
      {(group) => (
        <>
          <UploadPhotos key={group.group_id} group={group} />
          <OfGroup key={`${group.group_id} photos`} group={group} />
        </>
      )}
    </OfOneGroup>
  );
}

function OfGroup({ group }: { group: Group }) {
  const t = useStaffWords();
  const [edited, setEdited] = useState<string>();
  const photos = useInfiniteQuery({
    queryKey: [...staffKeys.photos, group.group_id],
    queryFn: ({ pageParam }) =>
      ok(
        http.GET('/staff/groups/{group_id}/photos', {
          params: { path: { group_id: group.group_id }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.photos.some((it) => it.state === 'waiting') ? LOOK_AGAIN : false,
  });
  return (
    <Loaded of={photos}>
      {({ pages }) => {
        const list = pages.flatMap((it) => it.photos);
        const chosen = list.find((it) => it.photo_id === edited);
        if (!list.length && !photos.hasNextPage) {
          return (
            <EmptyState icon="photos" title={t.photos.none}>
              {t.photos.noneHow}
            </EmptyState>
          );
        }
        return (
          <>
            <ul className="shared" aria-label={t.photos.title}>
              {list.map((it) => (
                <OnePhoto key={it.photo_id} photo={it} onEdit={() => setEdited(it.photo_id)} />
              ))}
            </ul>
            <MoreBelow list={photos} label={t.older} />
            {chosen && <EditPhoto photo={chosen} onClose={() => setEdited(undefined)} />}
          </>
        );
      }}
    </Loaded>
  );
}

function OnePhoto({ photo, onEdit }: { photo: StaffPhoto; onEdit: () => void }) {
  const t = useStaffWords();
  const { language } = useWords();
  const { shown, state } = photo;
  return (
    <li>
      <button type="button" onClick={onEdit} aria-label={`${t.photos.edit} ${moment(photo.uploaded_at, language)}`}>
        <span className="picture">
          {shown && <img src={shown.thumbnail} alt="" loading="lazy" decoding="async" width="320" height="320" />}
          {state !== 'ready' && <Badge mood={MOODS[state]}>{t.photos.states[state]}</Badge>}
        </span>
        <span className="small">{t.photos.tagged(photo.child_ids.length)}</span>
      </button>
      {photo.reason && <p className="small">{photo.reason.message}</p>}
    </li>
  );
}
