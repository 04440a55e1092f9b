import './toast.css';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const SECONDS = 6;
type Message = { id: number; text: string };

const Say = createContext<(text: string) => void>(() => {});
/** Say in a few words that something was done. */
export const useToast = () => useContext(Say);

export function Toasts({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message>();
  useEffect(() => {
    if (!message) return;
    const timer = setTimeout(() => setMessage(undefined), SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <Say.Provider value={(text) => setMessage((last) => ({ id: (last?.id ?? 0) + 1, text }))}>
      {children}
      <div className="toasts" role="status">
        {message && (
          <p key={message.id} className="toast">
            {message.text}
          </p>
        )}
      </div>
    </Say.Provider>
  );
}
