"""What leaves: every field has the purposes it may serve, and pages get nothing else."""
