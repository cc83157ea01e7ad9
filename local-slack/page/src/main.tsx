import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import './style.css';

const root = document.getElementById('page');
if (!root) throw new Error('the page has nowhere to be');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
