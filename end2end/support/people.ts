/** Who is in the demo data, and the first part of the paths of their pages. */
export interface DemoPerson {
  email: string;
  name: string;
  slug: string;
}

export const PASSWORD = 'attend-demo';
export const PASSWORD_OF_NEWCOMERS = 'quiet-harbour-lantern';

export const PATIENT: DemoPerson = { email: 'patient@clinic.demo', name: 'Noor Rahimi', slug: 'patient' };
export const OTHER_PATIENT: DemoPerson = { email: 'patient2@clinic.demo', name: 'Tomas Varga', slug: 'patient' };
export const DOCTOR: DemoPerson = { email: 'doctor@clinic.demo', name: 'Dr. Imani Mbeki', slug: 'doctor' };
export const OTHER_DOCTOR: DemoPerson = { email: 'doctor2@clinic.demo', name: 'Dr. Jonas Okafor', slug: 'doctor' };
export const ADMIN: DemoPerson = { email: 'admin@clinic.demo', name: 'Greta Lindenhof', slug: 'admin' };
export const VETERINARIAN: DemoPerson = { email: 'veterinarian@veterinary.demo', name: 'Dr. Lea Steiner', slug: 'veterinarian' };
export const PET_PARENT: DemoPerson = { email: 'pet-parent@veterinary.demo', name: 'Mika Koskinen', slug: 'pet-parent' };
export const TUTOR: DemoPerson = { email: 'tutor@tutoring.demo', name: 'Sofia Kranz', slug: 'tutor' };
export const STUDENT: DemoPerson = { email: 'student@tutoring.demo', name: 'Ada Lindqvist', slug: 'student' };
export const TRAINER: DemoPerson = { email: 'trainer@fitness.demo', name: 'Oskar Lund', slug: 'trainer' };
export const FITNESS_ADMIN: DemoPerson = { email: 'admin@fitness.demo', name: 'Vera Kolar', slug: 'admin' };
export const MEMBER: DemoPerson = { email: 'member@fitness.demo', name: 'Elif Bozkurt', slug: 'member' };

let count = 0;

/** The words, with a mark behind them that no other words have or begin with. */
export function unique(words: string): string {
  count += 1;
  return `${words} ${process.pid.toString(36)}n${count}z`;
}

/** Somebody who is not there yet. */
export function newcomer(): DemoPerson {
  // Behind the demo people in a list by name: there are more of them than it shows at once.
  const name = unique('Winnie');
  return { name, email: `${name.toLowerCase().replace(' ', '.')}@mail.example`, slug: 'patient' };
}
