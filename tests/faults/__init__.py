"""What happens when anything outside fails.

Everything is drawn from one seed, which each failure names, and can be played again:

    FAULTS_SEED=7 python -m pytest tests/faults      another draw
    FAULTS_SCALE=10 python -m pytest tests/faults    the night's run: every failure of the sweep
"""
