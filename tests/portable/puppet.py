"""The puppet of the pool's tests, as a worker on a machine that is as Windows is."""

from tests.portable.blocked import block

if __name__ == "__main__":
    block()
    from tests.pipeline.reading.workers import main

    main()
