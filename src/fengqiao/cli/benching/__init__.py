"""What `fengqiao bench` measures, each in a module: rates, latencies, processor time and statements."""
