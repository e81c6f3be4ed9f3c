import type React from 'react';

export function FieldsTable(): React.ReactNode {
  return <section aria-label="FieldsTable" />;
}
