const users = [
  { name: 'John Doe', email: 'johndoe@email.com', twitter: '@TechGuru44' },
  { name: 'Jane Smith', email: 'janesmith@email.com', twitter: '@DigitalDiva88' },
  { name: 'Alex Johnson', email: 'alexj@email.com', twitter: '@CodeMaster2023' },
] as const;

export const meetingInfo = [
  {
    users,
    date: '2024-03-15',
    location: 'Grand Tech Arena, 4521 Innovation Drive',
    budget: 50_000,
    deadline: '2024-02-20',
  },
  {
    users,
    date: '2024-03-15',
    location: 'Grand Tech Arena located at 4521 Innovation Drive',
    budget: 50_000,
    deadline: '2024-02-20',
  },
] as const;
