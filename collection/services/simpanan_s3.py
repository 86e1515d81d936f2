"""The store in a bucket (S3, MinIO): loaded only where SAKIP_S3_BUCKET names one, for it needs django-storages."""

from storages.backends.s3 import S3Storage

from collection.services.simpanan import Tercatat


class SimpananS3(Tercatat, S3Storage):
    """Never overwrites, never public: whoever reads a file asks the application, which asks the bucket."""
