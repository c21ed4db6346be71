import { OTHER_DOCTOR, unique } from '../../support/people';
import { groupOf, write } from '../../support/rooms';
import { expect, test } from '../../support/test';

test('what a link leads to covers nothing with its actions, which are one press of the tabulator away', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Led to'), client);
  await write(doctor, room, 'Before it');
  const { number } = await write(doctor, room, unique('Here it is'));
  await client.open(`/chat/${room.id}?message=${number}`);
  const message = client.thread.log.locator(`article[data-number="${number}"]`);
  await expect(message).toBeFocused();
  await expect(client.thread.log.getByRole('group', { name: 'Message actions' })).toHaveCount(0);
  await client.page.keyboard.press('Tab');
  await expect(message.getByRole('button', { name: 'React', exact: true })).toBeFocused();
});

test('a quote and what was found lead to their message as often as they are pressed', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Leading'), client);
  const mark = unique('Wednesday').replaceAll(' ', '');
  const question = await write(doctor, room, `Is ${mark} fine?`);
  // So much lies between them that one is not in view where the other is.
  for (let number = 1; number <= 20; number += 1) await write(doctor, room, `In between ${number}\nand on`);
  const answer = await write(client, room, { body: 'It is.', replyTo: question.id });

  await client.openRoom(room);
  const { page, thread, search } = client;
  const [original, reply] = [question, answer].map((said) =>
    thread.log.locator(`article[data-number="${said.number}"]`)) as [typeof thread.log, typeof thread.log];
  const newest = page.getByRole('button', { name: 'To the newest message' });
  const leads = async (how: string, press: () => Promise<void>) => {
    await expect(reply, `before ${how}`).toBeInViewport();
    await expect(original, `before ${how}`).not.toBeInViewport();
    await press();
    await expect(original, how).toBeInViewport();
    await newest.click();
  };
  for (const time of ['once', 'twice']) await leads(`the quote ${time}`, () => reply.locator('.quote').click());

  await search.open();
  await search.box.fill(mark);
  await expect(search.results).toHaveCount(1);
  const hit = search.results.getByRole('link');
  for (const time of ['once', 'twice']) await leads(`the hit ${time}`, () => hit.click());
  await expect(reply).toBeInViewport();
});
