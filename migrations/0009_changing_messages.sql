-- Lets one statement refuse itself as a whole where what it relies on does not hold. Class AT is ours.
create function must_hold(holds boolean, what text) returns boolean language plpgsql volatile as $$
begin
    if not holds then
        raise exception 'not as expected: %', what using errcode = 'AT001';
    end if;
    return true;
end $$;

-- What a reply shows of its original, as a Quote of docs/protocol.md. A deleted original has no excerpt.
create function quote_of(message uuid) returns jsonb language sql stable strict as $$
    select jsonb_build_object(
        'id', m.id, 'number', m.number,
        'sender', case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name, 'avatar', u.avatar) end,
        'excerpt', case
            when m.deleted_at is not null then ''
            when m.body <> '' then left(m.body, 140)
            when m.kind = 'assessment' then coalesce(m.payload ->> 'title', 'Assessment')
            when m.kind = 'prescription' then 'Prescription'
            when m.kind = 'image' then 'Photo'
            when m.kind = 'video' then 'Video'
            else 'File' end)
    from messages m left join users u on u.id = m.sender_id
    where m.id = message
$$;

-- How long after sending people may edit and delete what they wrote; null: as long as the room is active.
alter table practices
    add column edit_minutes integer constraint practices_edit_minutes_check check (edit_minutes >= 0),
    add column delete_minutes integer constraint practices_delete_minutes_check check (delete_minutes >= 0);
