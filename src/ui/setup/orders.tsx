import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { sendOrder } from '../../store/acts.ts';
import { useHistory, useLab, useRecording, useTerms } from '../lab-context.ts';

/** The guest client: a person's own orders, at any time. */
export function OrdersSection(): ReactNode {
  const lab = useLab();
  const [text, setText] = useState('');
  const isOpen = useRecording((recording) => recording.status === 'open');
  // Generals obey words; replicas serve a memory.
  const isOfGenerals = useHistory(({ present }) => present?.scenario.protocol === 'generals');
  const { leader } = useTerms();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') void sendOrder(lab, text.trim());
    setText('');
  };
  return (
    <section className="section" id="setup-orders" aria-labelledby="orders-title">
      <h2 id="orders-title">
        Send an order <span className="end">from now</span>
      </h2>
      <div className="row order-buttons">
        {['ATTACK', 'RETREAT'].map((order) => (
          <button
            key={order}
            type="button"
            className="button button-line"
            disabled={!isOpen}
            onClick={() => void sendOrder(lab, `order ${order}`)}
          >
            {order}
          </button>
        ))}
      </div>
      <form className="row" onSubmit={submit}>
        <input
          type="text"
          className="text-field"
          dir="auto"
          aria-label="An order of your own"
          placeholder={isOfGenerals ? 'HOLD' : 'set bridge held'}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button button-line" disabled={!isOpen}>
          Send
        </button>
      </form>
      <p className="hint">
        {isOfGenerals
          ? `Headquarters has the ${leader} give it, after the orders that wait.`
          : 'set KEY VALUE, get KEY, add KEY NUMBER, stamp KEY, order ATTACK or order RETREAT'}
      </p>
    </section>
  );
}
