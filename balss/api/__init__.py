"""The root of /api/v1 and its OpenAPI description; rooms pin their routers."""
