import { Component, type ReactNode } from 'react';

import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';

interface Props {
  /** Which part of the window this is, for the message. */
  part: string;
  children: ReactNode;
}

/** A panel that fails stands there as such; the others go on, and the run with them. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const details = `${this.props.part}\n${error.stack ?? error.message}`;
    return (
      <div role="alert" style={{ display: 'flex', height: '100%' }}>
        <EmptyState
          title={`${this.props.part} could not be shown`}
          actions={
            <>
              <Button onClick={() => this.setState({ error: null })}>Try again</Button>
              <Button look="quiet" onClick={() => void navigator.clipboard.writeText(details)}>
                Copy details
              </Button>
            </>
          }
        >
          {error.message}
        </EmptyState>
      </div>
    );
  }
}
