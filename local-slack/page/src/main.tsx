import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { App } from './App';
import 'slack-blocks-to-jsx/dist/style.css';
import './style.css';

// The page's own rules forbid code made from text, which zod would try first.
config({ jitless: true });

const root = document.getElementById('page');
if (!root) throw new Error('the page has nowhere to be');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
