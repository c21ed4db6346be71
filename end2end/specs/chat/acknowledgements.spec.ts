import { unique } from '../../support/people';
import { fits, isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

test('a note is confirmed by who is asked, and its author sees who has', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient({ phone: true }), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  const text = unique('Nothing to eat from midnight on');
  await doctor.page.getByRole('button', { name: 'Ask for acknowledgement' }).click();
  await doctor.page.getByLabel('Deadline').fill('2020-01-01T10:00');
  await doctor.thread.composer.fill(text);
  await doctor.thread.send.click();
  await expect(doctor.thread.error).toContainText('The deadline has passed');
  await expect(doctor.thread.composer).toHaveValue(text);
  await doctor.page.getByLabel('Deadline').fill('2099-01-02T14:00');
  await isAccessible(doctor.page);
  await doctor.thread.send.click();

  const asked = patient.thread.message(text).getByRole('group', { name: 'Acknowledgement' });
  await expect(asked).toContainText('Please confirm that you have read and understood this · until Fri 2 Jan, 14:00');
  await fits(patient.page);
  await isAccessible(patient.page);
  const count = doctor.thread.message(text).getByRole('button', { name: '0 of 1 have confirmed' });
  await count.click();
  const dialog = doctor.page.getByRole('dialog', { name: 'Acknowledgement' });
  await expect(dialog.getByRole('list', { name: 'Not confirmed', exact: true })).toContainText(patient.who.name);
  await asked.getByRole('button', { name: 'Read and understood' }).click();
  await expect(asked).toContainText('You confirmed');
  await expect(asked.getByRole('button')).toHaveCount(0);
  await expect(dialog.getByRole('list', { name: 'Confirmed', exact: true })).toContainText(patient.who.name);
  await expect(dialog).toContainText('Everybody has confirmed it.');
  await isAccessible(doctor.page);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(doctor.thread.message(text).getByRole('button', { name: '1 of 1 has confirmed' })).toBeVisible();
  await patient.device.reload();
  await expect(asked).toContainText('You confirmed');
});

test('clients are not offered to ask, and a doctor changes their mind', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor({ phone: true })];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  await expect(patient.page.getByRole('button', { name: 'Ask for acknowledgement' })).toHaveCount(0);
  const ask = doctor.page.getByRole('button', { name: 'Ask for acknowledgement' });
  await ask.click();
  await expect(ask).toHaveAttribute('aria-pressed', 'true');
  await fits(doctor.page);
  await doctor.page.getByRole('button', { name: 'Do not ask' }).click();
  const text = unique('Take it easy');
  await doctor.thread.say(text);
  await expect(patient.thread.message(text)).toBeVisible();
  await expect(patient.thread.message(text).getByRole('group', { name: 'Acknowledgement' })).toHaveCount(0);
});
