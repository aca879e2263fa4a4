"""A reading worker on a machine that is as Windows is."""

from tests.portable.blocked import block

if __name__ == "__main__":
    block()
    from pipeline.reading.box import worker

    worker.main()
