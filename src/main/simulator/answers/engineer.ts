export const engineer = [
  {
    name: 'Marta Lindqvist',
    role: 'backend',
    years_experience: 12,
    favorite_languages: ['Go', 'Rust', 'SQL'],
  },
  {
    name: 'Olu Adeyemi',
    role: 'backend',
    years_experience: 9,
    favorite_languages: ['Java', 'Kotlin', 'Python'],
  },
  { name: 'Priya Ramanathan', role: 'backend', years_experience: 14, favorite_languages: ['Elixir', 'Go'] },
  {
    name: 'Tomas Novak',
    role: 'backend',
    years_experience: 8,
    favorite_languages: ['Rust', 'C', 'Python', 'SQL'],
  },
] as const;
