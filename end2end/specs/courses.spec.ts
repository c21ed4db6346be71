import { STUDENT, TUTOR, unique } from '../support/people';
import { fits, isAccessible, isNamed } from '../support/sight';
import { expect, test } from '../support/test';

const OTHER_STUDENT = { email: 'student2@tutoring.demo', name: 'Ben Hauser', slug: 'student' };

test('a tutor makes a course, a student enrols with its code and writes about it', async ({ cast }) => {
  const [tutor, student] = [await cast.join(TUTOR), await cast.join(STUDENT)];
  const title = unique('Geometry');
  await tutor.open('/courses');
  await tutor.courses.make(title);
  await expect(tutor.page.getByText('Nobody is enrolled yet')).toBeVisible();

  await student.open('/courses');
  student.device.watch.allowStatus(422);
  await student.courses.enrol('AAAA-AAAA');
  await expect(student.page.getByText('There is no course with this code.')).toBeVisible();
  await student.courses.enrol((await tutor.courses.code.inputValue()).toLowerCase());
  await expect(student.courses.heading(title)).toBeVisible();
  await expect(tutor.courses.enrolled.filter({ hasText: STUDENT.name })).toBeVisible();

  await student.courses.messageTutor.click();
  await expect(student.thread.composer).toBeVisible();
  await expect(student.thread.about).toContainText(title);
  const words = unique('Which compass?');
  await student.thread.say(words);

  await tutor.courses.enrolled.getByRole('button', { name: `Message ${STUDENT.name}` }).click();
  await expect(tutor.thread.message(words)).toBeVisible();
  await expect(tutor.thread.about).toContainText(title);
  await tutor.courses.filter.selectOption({ label: title });
  await expect(tutor.conversations.rows).toHaveCount(2);
  for (const row of await tutor.conversations.rows.all()) await expect(row).toContainText(title);
});

test('whoever is removed loses the course, and their conversation is read on', async ({ cast }) => {
  const [tutor, student] = [await cast.join(TUTOR), await cast.join(OTHER_STUDENT)];
  const title = unique('Optics');
  await tutor.open('/courses');
  await tutor.courses.make(title);
  await tutor.page.getByRole('button', { name: 'Add students' }).click();
  const adding = tutor.page.getByRole('dialog', { name: 'Add students' });
  await adding.getByRole('searchbox', { name: 'Search people' }).fill('ben');
  await adding.getByRole('list', { name: 'People' }).getByRole('button', { name: /Ben Hauser/ }).click();
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(adding).toBeHidden();
  await expect(tutor.courses.enrolled).toHaveCount(1);

  await student.open('/courses');
  await student.courses.list.filter({ hasText: title }).getByRole('link').click();
  await student.courses.messageTutor.click();
  await student.thread.say('Good evening');
  await tutor.page.getByRole('button', { name: `Remove ${OTHER_STUDENT.name}` }).click();
  await tutor.courses.confirm(`Remove ${OTHER_STUDENT.name}?`, 'Remove');
  await expect(tutor.page.getByText('Nobody is enrolled yet')).toBeVisible();
  await expect(student.thread.ended).toBeVisible();
  await student.open('/courses');
  await expect(student.courses.list.filter({ hasText: title })).toHaveCount(0);
});

test('with several courses one says which a conversation is about', async ({ cast }) => {
  const [tutor, student] = [await cast.join(TUTOR), await cast.join(STUDENT)];
  const title = unique('Statistics');
  await tutor.open('/courses');
  await tutor.courses.make(title);
  const code = await tutor.courses.code.inputValue();
  await student.open('/courses');
  await student.courses.enrol(code);
  await expect(student.courses.heading(title)).toBeVisible();

  await student.open('/chat');
  await student.newConversation.open();
  await student.newConversation.person(TUTOR.name).click();
  const picking = student.page.getByRole('dialog', { name: 'Which course is it about?' });
  await picking.getByRole('combobox', { name: 'Course' }).selectOption({ label: title });
  await picking.getByRole('button', { name: 'Open conversation' }).click();
  await expect(picking).toBeHidden();
  await expect(student.thread.about).toContainText(title);
});

for (const phone of [false, true]) {
  test(`courses can be seen, heard and reached${phone ? ' on a phone' : ''}`, async ({ cast }) => {
    for (const who of [TUTOR, STUDENT]) {
      const person = await cast.join(who, { phone, still: true });
      await person.open('/courses');
      for (const step of ['list', 'course']) {
        if (step === 'course') {
          await person.courses.list.first().getByRole('link').click();
          await expect(person.courses.room).toBeVisible();
        }
        await isNamed(person.page);
        await fits(person.page);
        await isAccessible(person.page);
      }
    }
  });
}
