import { Component, Suspense } from 'react';
import { Broken } from './broken';

interface Props {
  /** Around everything: there is no frame, and nowhere to report to. */
  whole?: boolean;
  children: React.ReactNode;
}

/** What breaks inside is told in its place, and everything around it goes on. */
export class Boundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): React.ReactNode {
    const { whole = false, children } = this.props;
    return this.state.error === null ? children : <Broken error={this.state.error} whole={whole} />;
  }
}

/** Around a part that is loaded when it is wanted. */
export function Part({ fallback, children }: { fallback?: React.ReactNode; children: React.ReactNode }): React.ReactNode {
  return (
    <Boundary>
      <Suspense fallback={fallback}>{children}</Suspense>
    </Boundary>
  );
}
