import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  // Vite’s development server takes packages apart and loses the worker that trains; for reading alone this is not needed.
  optimizeDeps: { exclude: ["neuroglyph"] },
});
